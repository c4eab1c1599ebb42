namespace ServerSessions.Model.Browser;

/// <summary>What a browser reports of a place that was clicked.</summary>
internal enum ClickKind : byte
{
    /// <summary>A click.</summary>
    Click,
    /// <summary>A click that was the third or a later one within 30 pixels and one second: the run is marked once, beside its clicks.</summary>
    Rage,
    /// <summary>A click that led to nothing within 2.5 seconds: marked beside its click.</summary>
    Dead,
}
