using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace ServerSessions.Cli.Logs;

/// <summary>Reads lines that hold one JSON object each. A byte order mark is passed over, bytes that are not UTF-8 are replaced.</summary>
internal sealed class JsonLine
{
    private byte[] _unescaped = new byte[1024];

    /// <summary>Reads the value of the member whose name the reader stands at; false fails the line.</summary>
    public delegate bool Member<TMembers>(ref Utf8JsonReader reader, ref TMembers members);

    /// <summary>Reads every member; false when the line is not one JSON object, or a member could not be read.</summary>
    public static bool TryRead<TMembers>(ReadOnlySpan<byte> line, ref TMembers members, Member<TMembers> read)
    {
        if (line.StartsWith("\uFEFF"u8))
            line = line[3..];
        if (!Utf8.IsValid(line))
            line = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(line));
        try
        {
            var reader = new Utf8JsonReader(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                if (!read(ref reader, ref members))
                    return false;
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false; // not JSON: the caller counts the line
        }
        catch (InvalidOperationException)
        {
            return false; // half of a surrogate pair as \uD800: it stands for no character
        }
    }

    /// <summary>The bytes of the string that the reader stands at, without its escapes; good until the next call.</summary>
    public ReadOnlySpan<byte> Text(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return reader.ValueSpan;
        if (_unescaped.Length < reader.ValueSpan.Length)
            _unescaped = new byte[reader.ValueSpan.Length];
        return _unescaped.AsSpan(0, reader.CopyString(_unescaped));
    }
}
