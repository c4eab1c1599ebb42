namespace ServerSessions.Cli.Logs.Json;

/// <summary>A text of a line that is kept until the whole line is read; the same memory for all lines.</summary>
internal sealed class HeldText
{
    private byte[] _bytes = new byte[256];
    private int _length = -1;

    /// <summary>Whether the line has the text.</summary>
    public bool IsThere => _length >= 0;

    public ReadOnlySpan<byte> Text => _bytes.AsSpan(0, Math.Max(0, _length));

    public void Clear() => _length = -1;

    public bool Set(ReadOnlySpan<byte> text)
    {
        if (_bytes.Length < text.Length)
            _bytes = new byte[text.Length];
        text.CopyTo(_bytes);
        _length = text.Length;
        return true;
    }
}
