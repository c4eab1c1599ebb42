namespace ServerSessions.Settings;

/// <summary>The limits of <see cref="TrackingProfile.AudienceOnly"/>, by the conditions of the CNIL for audience measurement without consent.</summary>
internal static class AudienceLimits
{
    /// <summary>Maximum lifetime of the browser's identifier: 13 months.</summary>
    public static readonly TimeSpan Identifier = TimeSpan.FromDays(395);

    /// <summary>Maximum age of data: 25 months.</summary>
    public static readonly TimeSpan Data = TimeSpan.FromDays(760);
}
