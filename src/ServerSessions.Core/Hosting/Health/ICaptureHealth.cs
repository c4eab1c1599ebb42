namespace ServerSessions.Hosting.Health;

/// <summary>The part of the health check about capture; not registered in a process that records nothing.</summary>
internal interface ICaptureHealth
{
    /// <summary>Adds faults, and the figures that show them.</summary>
    void Check(List<string> faults, Dictionary<string, object> data);
}
