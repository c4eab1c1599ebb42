using System.Buffers;
using System.Text;
using System.Text.Json;

namespace ServerSessions.Reports.Export;

/// <summary>Writes lines to a response and flushes them by size, so an export of any length needs little memory.</summary>
internal sealed class ExportWriter(Stream output) : IDisposable
{
    private const int Enough = 1 << 16;

    private readonly ArrayBufferWriter<byte> _buffer = new(2 * Enough);
    private Utf8JsonWriter? _json;

    public void Line(string text) => Encoding.UTF8.GetBytes(text, _buffer);

    public void Json(Action<Utf8JsonWriter> write)
    {
        _json ??= new Utf8JsonWriter(_buffer);
        _json.Reset();
        write(_json);
        _json.Flush();
        _buffer.Write("\n"u8);
    }

    public ValueTask PassAsync(CancellationToken cancellationToken, bool all = false)
    {
        if (_buffer.WrittenCount == 0 || (!all && _buffer.WrittenCount < Enough))
            return ValueTask.CompletedTask;
        return SendAsync(cancellationToken);
    }

    public void Dispose() => _json?.Dispose();

    private async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        await output.WriteAsync(_buffer.WrittenMemory, cancellationToken);
        await output.FlushAsync(cancellationToken);
        _buffer.ResetWrittenCount();
    }
}
