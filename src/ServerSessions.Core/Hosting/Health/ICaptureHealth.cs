namespace ServerSessions.Hosting.Health;

/// <summary>The recording side's part of the health check; a process that records nothing has none.</summary>
internal interface ICaptureHealth
{
    /// <summary>Adds what is wrong, and the figures that show it.</summary>
    void Check(List<string> faults, Dictionary<string, object> data);
}
