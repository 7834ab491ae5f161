using ProtocolKit.Fuzzing;
using ProtocolKit.Fuzzing.Targets;
using SharpFuzz;

const string usage = """
    ProtocolKit.Fuzzing targets                         names what can be fuzzed
    ProtocolKit.Fuzzing instrument FOLDER               changes the assemblies in a folder, so that afl sees their ways
    ProtocolKit.Fuzzing seeds TARGET FOLDER DICTIONARY  writes inputs to begin with, and a dictionary
    ProtocolKit.Fuzzing fuzz TARGET                     is run by afl-fuzz
    ProtocolKit.Fuzzing replay TARGET FILE...           tries inputs, and tells what each of them breaks
    """;

IFuzzTarget[] targets = [new ParserTarget(), new MachineTarget(), new GrammarTarget(), new RecordTarget(), new HandshakeTarget()];

switch (args)
{
    case ["targets"]:
        Array.ForEach(targets, target => Console.WriteLine(target.Name));
        return 0;
    case ["instrument", var folder]:
        Instrumentation.Apply(folder);
        return 0;
    case ["seeds", var name, var folder, var dictionary]:
        SeedFiles.Write(Find(name), folder, dictionary);
        return 0;
    case ["fuzz", var name]:
        var fuzzed = Find(name);
        Fuzzer.OutOfProcess.Run(input => RunLogged(fuzzed, ReadAll(input)));
        return 0;
    case ["replay", var name, .. var files]:
        var broken = files.Count(file => !Keeps(Find(name), file));
        Console.WriteLine($"{files.Length} inputs tried, {broken} break a promise.");
        return broken == 0 ? 0 : 1;
    default:
        Console.Error.WriteLine(usage);
        return 2;
}

IFuzzTarget Find(string name) => targets.Single(target => target.Name == name);

// afl-fuzz keeps the input, and nothing of what is said about it.
static void RunLogged(IFuzzTarget target, byte[] input)
{
    try
    {
        BoundedRun.Run(target, input);
    }
    catch (Exception exception) when (Environment.GetEnvironmentVariable("PROTOCOLKIT_FUZZ_LOG") is { Length: > 0 } log)
    {
        File.AppendAllText(log, $"{Convert.ToBase64String(input)}: {exception}{Environment.NewLine}");
        throw;
    }
}

static byte[] ReadAll(Stream input)
{
    using var octets = new MemoryStream();
    input.CopyTo(octets);
    return octets.ToArray();
}

static bool Keeps(IFuzzTarget target, string file)
{
    try
    {
        BoundedRun.Run(target, File.ReadAllBytes(file));
        return true;
    }
    catch (Exception exception)
    {
        Console.WriteLine($"{file}: {exception}");
        return false;
    }
}
