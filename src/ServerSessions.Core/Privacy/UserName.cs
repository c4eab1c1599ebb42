using System.Globalization;

namespace ServerSessions.Privacy;

/// <summary>A user as a principal has it: an id, and the issuer within which it is unique.</summary>
/// <param name="Id">The id in clear.</param>
/// <param name="Issuer">The issuer; null where the id is the application's own.</param>
internal readonly record struct UserName(string Id, string? Issuer)
{
    private const char Mark = '\u0001';

    /// <summary>A text that is unique for id and issuer. For an id of the application's own, it is the id.</summary>
    public string Text => Issuer is null && !Id.StartsWith(Mark) ? Id : Qualified(Issuer ?? "", Id);

    /// <summary>The longest prefix that an issuer gets: the mark, ten digits and a colon.</summary>
    private const int Prefix = 12;

    /// <summary>Writes the same text without allocating a string, for a look-up; empty when the buffer is too short. An id of the application itself is returned as it is.</summary>
    public ReadOnlySpan<char> Write(Span<char> buffer)
    {
        if (Issuer is null && !Id.StartsWith(Mark))
            return Id;
        var issuer = Issuer ?? "";
        if (Prefix + issuer.Length + Id.Length > buffer.Length)
            return default;
        buffer[0] = Mark;
        issuer.Length.TryFormat(buffer[1..], out var digits, provider: CultureInfo.InvariantCulture);
        buffer[1 + digits] = ':';
        issuer.CopyTo(buffer[(digits + 2)..]);
        Id.CopyTo(buffer[(digits + 2 + issuer.Length)..]);
        return buffer[..(digits + 2 + issuer.Length + Id.Length)];
    }

    private static string Qualified(string issuer, string value) => string.Create(CultureInfo.InvariantCulture, $"{Mark}{issuer.Length}:{issuer}{value}");
}
