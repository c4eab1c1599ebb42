using System.Text.Json;

namespace ServerSessions.Cli.Logs.Prefixes;

/// <summary>Files of docker's json-file driver: <c>{"log":"the line\n","stream":"stdout","time":"…"}</c>.</summary>
internal sealed class DockerFilePrefix : ILinePrefix
{
    private readonly JsonLine _line = new();
    private byte[] _text = [];

    public bool TryStrip(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> rest)
    {
        rest = [];
        var length = -1;
        if (!line.StartsWith("{\"log\""u8) || !JsonLine.TryRead(line, ref length, TryMember) || length < 0)
            return false;
        rest = _text.AsSpan(0, length).TrimEnd("\r\n"u8);
        return true;
    }

    private bool TryMember(ref Utf8JsonReader reader, ref int length)
    {
        var isLog = reader.ValueTextEquals("log"u8);
        if (!reader.Read())
            return false;
        if (!isLog)
        {
            reader.Skip();
            return true;
        }

        if (reader.TokenType != JsonTokenType.String)
            return false;
        var text = _line.Text(ref reader);
        if (_text.Length < text.Length)
            _text = new byte[text.Length * 2];
        text.CopyTo(_text);
        length = text.Length;
        return true;
    }
}
