namespace ServerSessions.Insights;

/// <summary>A fold that says how large it is: what is kept of the days that are over is limited by bytes.</summary>
internal interface ISizedFold
{
    /// <summary>Roughly the bytes that it takes. Those of others are estimated by the number of their journeys, as if each were a new person's.</summary>
    long Bytes { get; }
}
