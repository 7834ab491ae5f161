using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ProtocolKit.Testing.Snapshots;

/// <summary>A comparison with a snapshot, which takes place when it is awaited.</summary>
public sealed class SnapshotTask
{
    private readonly string _target;
    private readonly string _extension;
    private readonly string _method;
    private string _folder;
    private string _class;
    private string _parameters = "";

    internal SnapshotTask(string target, string extension, string method, string sourceFile) =>
        (_target, _extension, _method, _folder, _class) =
            (target, extension, method, Path.GetDirectoryName(sourceFile) ?? "", Path.GetFileNameWithoutExtension(sourceFile));

    /// <summary>Tells the cases of a test apart: the snapshot is <c>Class.Method_text.verified.txt</c>.</summary>
    /// <param name="parametersText">The text; it must be one that a file's name can have.</param>
    /// <returns>This object.</returns>
    public SnapshotTask UseTextForParameters(string parametersText)
    {
        _parameters = "_" + parametersText;
        return this;
    }

    /// <summary>Names the folder of the snapshot.</summary>
    /// <param name="directory">The folder, as seen from that of the test.</param>
    /// <returns>This object.</returns>
    public SnapshotTask UseDirectory(string directory)
    {
        _folder = Path.Combine(_folder, directory);
        return this;
    }

    /// <summary>Names the class, where its file is called otherwise.</summary>
    /// <param name="name">The name.</param>
    /// <returns>This object.</returns>
    public SnapshotTask UseTypeName(string name)
    {
        _class = name;
        return this;
    }

    /// <summary>Compares.</summary>
    /// <exception cref="SnapshotException">The text is not what its snapshot says, or there is no snapshot.</exception>
    public Task ToTask()
    {
        var isAccepting = Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1"
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI"));
        return Snapshot.CompareAsync(_target, Path.Combine(_folder, $"{_class}.{_method}{_parameters}"), _extension, isAccepting);
    }

    /// <summary>Compares, when it is awaited.</summary>
    public TaskAwaiter GetAwaiter() => ToTask().GetAwaiter();
}

/// <summary>A text is not what its snapshot says.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Only made with a message.")]
public sealed class SnapshotException : Exception
{
    internal SnapshotException(string message)
        : base(message)
    {
    }
}
