namespace ServerSessions.Alerts;

/// <summary>What marks the message of the weekly digest, which travels as an alert that is in no list.</summary>
internal static class DigestAlerts
{
    public const string Rule = "digest";

    public static bool Is(Alert alert) => alert.Finding.Rule == Rule;
}
