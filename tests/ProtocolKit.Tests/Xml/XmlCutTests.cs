using System.Buffers;
using System.Text;
using CsCheck;
using ProtocolKit.Testing;

namespace ProtocolKit.Tests.Xml;

/// <summary>What is said of octets does not depend on how they were cut.</summary>
public sealed class XmlCutTests
{
    private static Gen<Form> AnyForm { get; } = Gen.Int[0, 4].Select(i => i < 3 ? (Form)i : Form.Element);

    [Fact]
    public void Every_beginning_of_an_element_asks_for_more()
    {
        foreach (var (text, form) in MutatedXml.Messages)
        {
            var octets = Encoding.UTF8.GetBytes(text);
            for (var length = 0; length < octets.Length; length++)
                Assert.Equal(OperationStatus.NeedMoreData, Elements.Read(octets.AsSpan(0, length), form).Status);
            Assert.Equal((OperationStatus.Done, octets.Length), Elements.Read(octets, form));
        }
    }

    [Fact]
    public void Octet_by_octet_is_as_all_at_once() => Gen.Select(MutatedXml.Any, AnyForm).Sample(
        (text, form) =>
        {
            var octets = Encoding.UTF8.GetBytes(text);
            var cursor = default(ScanCursor);
            for (var length = 0; length <= octets.Length; length++)
            {
                var status = Elements.Scan(ref cursor, octets.AsSpan(0, length), form);
                var expected = Elements.Read(octets.AsSpan(0, length), form);
                Assert.Equal(expected, (status, status == OperationStatus.Done ? cursor.Position : 0));
                if (status != OperationStatus.NeedMoreData)
                {
                    Assert.Equal(expected, Elements.Read(octets, form));
                    return;
                }
            }
        },
        iter: 20_000);

    [Fact]
    public void Cut_anywhere_is_as_all_at_once() => Gen.Select(MutatedXml.Any, AnyForm, Gen.Int[0, 200]).Sample(
        (text, form, cut) =>
        {
            var octets = Encoding.UTF8.GetBytes(text);
            var cursor = default(ScanCursor);
            var status = Elements.Scan(ref cursor, octets.AsSpan(0, Math.Min(cut, octets.Length)), form);
            if (status == OperationStatus.NeedMoreData)
                status = Elements.Scan(ref cursor, octets, form);
            Assert.Equal(Elements.Read(octets, form), (status, status == OperationStatus.Done ? cursor.Position : 0));
        },
        iter: 20_000);

    [Fact]
    public void Reading_allocates_nothing()
    {
        var octets = Encoding.UTF8.GetBytes(MutatedXml.Messages[0].Text);
        var allocated = SteadyState.MeasureAllocation(() =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var cursor = default(ScanCursor);
            for (var length = 0; length <= octets.Length; length++)
                Elements.Scan(ref cursor, octets.AsSpan(0, length));
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });

        Assert.Equal(0, allocated);
    }
}
