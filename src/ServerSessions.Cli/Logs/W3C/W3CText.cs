using System.Text;

namespace ServerSessions.Cli.Logs.W3C;

/// <summary>Texts of the format, which can hold no blank.</summary>
internal static class W3CText
{
    /// <summary>IIS and ASP.NET Core write a plus sign for a blank; a plus sign of the text itself cannot be distinguished from it.</summary>
    public static ReadOnlySpan<byte> WithBlanks(ReadOnlySpan<byte> text)
    {
        if (!text.Contains((byte)'+'))
            return text;
        var copy = text.ToArray();
        copy.AsSpan().Replace((byte)'+', (byte)' ');
        return copy;
    }

    /// <summary>CloudFront encodes by percent signs, and once encoded what was encoded already: both are undone.</summary>
    public static ReadOnlySpan<byte> Unescaped(ReadOnlySpan<byte> text)
    {
        if (!text.Contains((byte)'%'))
            return text;
        var once = Uri.UnescapeDataString(Encoding.UTF8.GetString(text));
        return Encoding.UTF8.GetBytes(once.Contains("%20", StringComparison.Ordinal) ? Uri.UnescapeDataString(once) : once);
    }
}
