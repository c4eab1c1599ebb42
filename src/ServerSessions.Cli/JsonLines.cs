using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ServerSessions.Cli;

/// <summary>Writes a file of one JSON object a line.</summary>
internal sealed class JsonLines : IDisposable
{
    private const int Enough = 1 << 16;

    // Paths and agents stay readable; this is a file, not a page. Control characters are escaped all the same.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _buffer = new(2 * Enough);
    private readonly Utf8JsonWriter _writer;
    private readonly Stream _output;

    public JsonLines(Stream output)
    {
        _output = output;
        _writer = new Utf8JsonWriter(_buffer, Readable);
    }

    public void Write<T>(T value, Action<Utf8JsonWriter, T> members)
    {
        _writer.Reset();
        _writer.WriteStartObject();
        members(_writer, value);
        _writer.WriteEndObject();
        _writer.Flush();
        _buffer.Write("\n"u8);
        if (_buffer.WrittenCount >= Enough)
            Pass();
    }

    public void Dispose()
    {
        Pass();
        _writer.Dispose();
        _output.Dispose();
    }

    private void Pass()
    {
        _output.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
    }
}
