namespace ServerSessions.Diagnostics;

/// <summary>Why a trait is not kept as it was recorded.</summary>
internal enum TraitLoss
{
    /// <summary>No trait of this name is declared.</summary>
    Undeclared,

    /// <summary>Its value is empty.</summary>
    Empty,

    /// <summary>It was recorded after its request had ended, or in a connection.</summary>
    Completed,

    /// <summary>Its value is kept as "(other)": not declared and above the limit of the day, or with an "@".</summary>
    Other,
}
