using System.Globalization;

namespace ServerSessions.Privacy;

/// <summary>A user as a principal names it: an id, and the issuer that it is unique for.</summary>
/// <param name="Id">The id in clear.</param>
/// <param name="Issuer">The issuer; null where the id is the application's own.</param>
internal readonly record struct UserName(string Id, string? Issuer)
{
    private const char Mark = '\u0001';

    /// <summary>A text that no other id and issuer have. An id of the application's own is itself.</summary>
    public string Text => Issuer is null && !Id.StartsWith(Mark) ? Id : Qualified(Issuer ?? "", Id);

    private static string Qualified(string issuer, string value) => string.Create(CultureInfo.InvariantCulture, $"{Mark}{issuer.Length}:{issuer}{value}");
}
