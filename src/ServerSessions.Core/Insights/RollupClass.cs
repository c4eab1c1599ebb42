namespace ServerSessions.Insights;

/// <summary>The actors whose journeys a rollup counts.</summary>
internal enum RollupClass : byte
{
    /// <summary>Those of persons.</summary>
    People,

    /// <summary>Those of all other actors together.</summary>
    Others,
}
