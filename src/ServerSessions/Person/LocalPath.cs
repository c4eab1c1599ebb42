using Microsoft.AspNetCore.Http;

namespace ServerSessions.Person;

/// <summary>Where a form leads back to.</summary>
internal static class LocalPath
{
    /// <summary>Returns the page of this application from which a request was sent; null when it is not known.</summary>
    public static string? OfReferrer(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var from) && string.Equals(request.Host.Value, from.Authority, StringComparison.OrdinalIgnoreCase) ? Of(from.PathAndQuery) : null;

    /// <summary>Returns the path if it is one of this application, in the characters of a header; null for an address elsewhere, however it is written.</summary>
    public static string? Of(string? path) =>
        path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl) ? Ascii(path) : null;

    // The rest stays as it is: another form of it could lead elsewhere.
    private static string Ascii(string path) => System.Text.Ascii.IsValid(path) ? path
        : string.Concat(path.EnumerateRunes().Select(rune => rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));
}
