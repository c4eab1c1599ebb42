namespace ServerSessions.Insights;

/// <summary>Period of a retention report.</summary>
public enum RetentionPeriod : byte
{
    /// <summary>Calendar days.</summary>
    Day,

    /// <summary>Weeks from Monday.</summary>
    Week,

    /// <summary>Calendar months.</summary>
    Month,
}
