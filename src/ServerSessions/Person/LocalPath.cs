namespace ServerSessions.Person;

/// <summary>Where a form leads back to.</summary>
internal static class LocalPath
{
    /// <summary>Returns the path if it is one of this application; null for an address elsewhere, however it is written.</summary>
    public static string? Of(string? path) =>
        path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl) ? path : null;
}
