using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ProtocolKit.Delivery.Tests.Peers;

/// <summary>The records of the domains of all rows: <c>dN</c> in one of the zones, whose exchanger is <c>hN</c>, in one of them
/// too.</summary>
internal sealed class PeerZone(IReadOnlyDictionary<string, X509Certificate2> certificates, X509Certificate2 anchor)
{
    private const string SignedZone = "signed.example", UnsignedZone = "unsigned.example", Forged = "127.9.9.9", Real = "127.0.0.1";
    private const int ForgedPreference = 66;

    private static readonly string s_forged = new('f', 64);

    private readonly StringBuilder _signed = new(), _unsigned = new();

    /// <summary>The records of <c>signed.example</c>.</summary>
    public string Signed => _signed.ToString();

    /// <summary>The records of <c>unsigned.example</c>.</summary>
    public string Unsigned => _unsigned.ToString();

    /// <summary>The domain of a row.</summary>
    public static string Domain(int number) =>
        $"d{number}.{(PeerRow.All[number].Zone is "customer" or "unsigned" ? UnsignedZone : SignedZone)}";

    /// <summary>The names that certificates carry.</summary>
    public static IEnumerable<string> Names(int number) =>
        [Domain(number), $"h{number}.{(PeerRow.All[number].Zone is "hosted" or "unsigned" ? UnsignedZone : SignedZone)}"];

    /// <summary>Changes what was signed.</summary>
    public static string Forge(string zone) => zone.Replace(Forged, Real, StringComparison.Ordinal)
        .Replace($"MX\t{ForgedPreference} ", "MX\t67 ", StringComparison.Ordinal)
        .Replace(s_forged, new string('0', 64), StringComparison.OrdinalIgnoreCase);

    /// <summary>Adds the records of a row.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="row">It.</param>
    /// <param name="ports">The ports of its exchanger with all peers.</param>
    public void Add(int number, PeerRow row, IReadOnlyList<int> ports)
    {
        if (row.Zone == "nothing")
            return;
        var host = row.Zone == "implied" ? Domain(number) + "."
            : $"h{number}.{(row.Zone is "hosted" or "unsigned" ? UnsignedZone : SignedZone)}.";
        AddExchangers(number, row.Zone, host, ports);
        if (row.Zone != "null")
            AddTlsa(row, host, AddAddress(number, row.Zone, host), ports);
    }

    private void AddExchangers(int number, string where, string host, IReadOnlyList<int> ports)
    {
        _ = where switch
        {
            "implied" => _signed,
            "null" => _signed.AppendLine($"d{number} IN MX 0 ."),
            "domain is an alias" => _signed.AppendLine($"d{number} IN CNAME e{number}").AppendLine($"e{number} IN MX 10 {host}"),
            "bogus MX" => _signed.AppendLine($"d{number} IN MX {ForgedPreference} {host}"),
            "customer" or "unsigned" => _unsigned.AppendLine($"d{number} IN MX 10 {host}"),
            _ => _signed.AppendLine($"d{number} IN MX 10 {host}"),
        };
        if (where != "first is bogus")
            return;
        _signed.AppendLine($"d{number} IN MX 1 b{number}").AppendLine($"b{number} IN A {Real}");
        foreach (var port in ports)
            _signed.AppendLine($"_{port}._tcp.b{number} IN TLSA 3 1 1 {s_forged}");
    }

    /// <returns>The name that has the address.</returns>
    private string AddAddress(int number, string where, string host)
    {
        var (target, zone) = where switch
        {
            "alias" or "alias, records at it" => ($"t{number}.{SignedZone}.", _signed),
            "alias of unsigned" => ($"t{number}.{UnsignedZone}.", _unsigned),
            "hosted" or "unsigned" => (host, _unsigned),
            _ => (host, _signed),
        };
        if (target != host)
            _signed.AppendLine($"{host} IN CNAME {target}");
        zone.AppendLine($"{target} IN A {(where == "bogus address" ? Forged : Real)}");
        return target;
    }

    private void AddTlsa(PeerRow row, string host, string target, IReadOnlyList<int> ports)
    {
        var zone = row.Zone is "hosted" or "unsigned" ? _unsigned : _signed;
        var at = row.Zone == "alias" ? target : host;
        string[] names = row.Zone switch
        {
            "records by alias" => [$"_tlsa.{at}"],
            "records of any port" => [$"*._tcp.{at}"],
            _ => [.. ports.Select(port => $"_{port}._tcp.{at}")],
        };
        foreach (var name in names)
        {
            foreach (var record in Records(row))
                zone.AppendLine($"{name} IN TLSA {record}");
        }

        if (row.Zone != "records by alias")
            return;
        foreach (var port in ports)
            zone.AppendLine($"_{port}._tcp.{at} IN CNAME _tlsa.{at}");
    }

    private IEnumerable<string> Records(PeerRow row)
    {
        var own = certificates.GetValueOrDefault(row.Certificate) ?? certificates["valid"];
        var others = TestCertificates.OtherAuthority;
        return row.Tlsa switch
        {
            "none" => [],
            "bogus" => ["3 1 1 " + s_forged],
            "malformed" => ["3 1 1 010203"],
            "unknown" => ["3 9 9 01", "9 1 1 " + new string('1', 64)],
            "3 1 1, and 3 1 2 that is malformed" => [Record("3 1 1", own), "3 1 2 0102"],
            var both when both.Split(", and ") is [var first, var second] =>
                [Record(first, first[0] == '2' ? anchor : own), Record(
                    second.Replace(" of another", "", StringComparison.Ordinal), others)],
            "3 1 1 of another" => [Record("3 1 1", others)],
            "2 1 1 of another" => [Record("2 1 1", others)],
            "3 1 1 and another's" => [Record("3 1 1", others), Record("3 1 1", own)],
            "3 1 1 and unusable ones" => [Record("1 1 1", others), "3 9 9 01", "3 1 1 010203", Record("3 1 1", own)],
            "3 1 1 of another and 2 1 1" => [Record("3 1 1", others), Record("2 1 1", anchor)],
            ['0' or '2', ..] fields => [Record(fields, anchor)],
            var fields => [Record(fields, own)],
        };
    }

    private static string Record(string fields, X509Certificate2 certificate) =>
        $"{fields} {Convert.ToHexStringLower(MailWorld.Data(certificate, fields[2] - '0', fields[4] - '0'))}";
}
