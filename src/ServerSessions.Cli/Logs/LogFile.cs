using System.IO.Compression;
using System.Text;

namespace ServerSessions.Cli.Logs;

/// <summary>
/// One file of a log, or standard input for <c>-</c>, as UTF-8 without a byte-order mark: packed by gzip or not, UTF-8 or UTF-16, found by its content.
/// </summary>
internal sealed class LogFile : IDisposable
{
    public const string StandardInput = "-";

    private const int HeadLength = 64;

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

    /// <exception cref="InvalidDataException">The name says that the file is packed, and it is not.</exception>
    public static LogFile Open(string name, Stream standardInput)
    {
        if (name == StandardInput)
            return new LogFile("standard input", standardInput, Readable(standardInput, mustBePacked: false), isOurs: false);
        // A log that is being written, or rotated meanwhile, can be read.
        const FileShare Shared = FileShare.ReadWrite | FileShare.Delete;
        var raw = new FileStream(name, FileMode.Open, FileAccess.Read, Shared, bufferSize: 1, FileOptions.SequentialScan);
        try
        {
            return new LogFile(name, raw, Readable(raw, mustBePacked: name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)), isOurs: true);
        }
        catch
        {
            raw.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (!_isOurs)
            return;
        Content.Dispose();
        _raw.Dispose();
    }

    private static Stream Readable(Stream raw, bool mustBePacked)
    {
        var head = Head(raw);
        var whole = new HeadStream(head, raw);
        if (head is [0x1F, 0x8B, 0x08, ..])
        {
            var unpacked = new GZipStream(whole, CompressionMode.Decompress);
            var inner = Head(unpacked);
            return Decoded(inner, new HeadStream(inner, unpacked));
        }

        return mustBePacked && head.Length > 0
            ? throw new InvalidDataException("its name ends in .gz, but it is not packed by gzip.")
            : Decoded(head, whole);
    }

    private static Stream Decoded(byte[] head, HeadStream whole)
    {
        if (head is [0xEF, 0xBB, 0xBF, ..])
            return whole.Past(3);
        var encoding = head switch
        {
            [0xFF, 0xFE, ..] => (Encoding)new UnicodeEncoding(bigEndian: false, byteOrderMark: true),
            [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true),
            [not 0, 0, not 0, 0, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: false),
            [0, not 0, 0, not 0, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: false),
            _ => null,
        };
        if (encoding is null)
            return whole;
        return Encoding.CreateTranscodingStream(head[0] is 0xFF or 0xFE ? whole.Past(2) : whole, encoding, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    private static byte[] Head(Stream stream)
    {
        var head = new byte[HeadLength];
        return head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
    }
}
