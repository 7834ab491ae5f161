using ProtocolKit.Testing;

namespace ProtocolKit.Protocols.Tests;

/// <summary>What is measured alone: other tests take arrays from the same pool, which then makes new ones.</summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
[Collection(nameof(AllocationTests))]
public sealed class AllocationTests
{
    public static TheoryData<string> Protocols => ConversationTests.Protocols;

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Parsers_and_machines_allocate_nothing(string protocol) =>
        Assert.Equal(0, MachineConversation.MeasureAllocation(Recordings.Protocol(protocol)));

    [Fact]
    public void Records_allocate_nothing()
    {
        Assert.Equal(0, SteadyState.MeasureAllocation(() =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Smtp.Features.TryParse(RecordTests.Ehlo, out var features, out _);
            var octets = features.Has(SmtpCapability.Size) ? 1 : 0;
            foreach (var offer in features.Offers)
            {
                octets += offer.Capability.Length + (int)offer.Kind;
                foreach (var parameter in offer.Params)
                    octets += parameter.Length;
            }

            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            return octets > 0 && features.Offers.TryFind("AUTH"u8, out var auth) && auth.Params.Contains("LOGIN"u8) ? allocated : -1;
        }));
    }
}
