namespace ServerSessions.Insights;

/// <summary>The actors whose journeys a rollup counts.</summary>
internal enum RollupClass : byte
{
    /// <summary>Journeys of persons.</summary>
    People,

    /// <summary>Journeys of all other actors together.</summary>
    Others,
}
