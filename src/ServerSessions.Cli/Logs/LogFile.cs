using System.IO.Compression;

namespace ServerSessions.Cli.Logs;

/// <summary>One file of a log: plain, gzip by its ending, or standard input for <c>-</c>.</summary>
internal sealed class LogFile : IDisposable
{
    public const string StandardInput = "-";

    private readonly Stream _raw;
    private readonly bool _isOurs;

    private LogFile(string name, Stream raw, Stream content, bool isOurs)
    {
        Name = name;
        Content = content;
        _raw = raw;
        _isOurs = isOurs;
    }

    public string Name { get; }

    public Stream Content { get; }

    /// <summary>How far the file itself was read, in bytes (of the compressed file, where it is one); 0 when it cannot say.</summary>
    public long Position => _raw.CanSeek ? _raw.Position : 0;

    public static LogFile Open(string name, Stream standardInput)
    {
        if (name == StandardInput)
            return new LogFile("standard input", standardInput, standardInput, isOurs: false);
        // A log that is being written, or rotated meanwhile, can be read.
        const FileShare Shared = FileShare.ReadWrite | FileShare.Delete;
        var raw = new FileStream(name, FileMode.Open, FileAccess.Read, Shared, bufferSize: 1, FileOptions.SequentialScan);
        var content = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(raw, CompressionMode.Decompress) : (Stream)raw;
        return new LogFile(name, raw, content, isOurs: true);
    }

    public void Dispose()
    {
        if (!_isOurs)
            return;
        Content.Dispose();
        _raw.Dispose();
    }
}
