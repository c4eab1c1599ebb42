namespace ServerSessions.Benchmarks.Serving;

/// <summary>What the benchmark's app is served with.</summary>
internal enum AppKind
{
    /// <summary>Nothing: what everything is compared with.</summary>
    Bare,

    /// <summary>Session tracking on a web node of a farm: everything of a request up to events in Redis; rolling is another process's.</summary>
    Tracked,

    /// <summary>Session tracking all in one process: flusher, roller, rules and in-process storage.</summary>
    TrackedAlone,

    /// <summary>Session tracking up to the queue, which is emptied and forgotten: what remains is the cost on the request's path.</summary>
    Captured,

    /// <summary>ASP.NET Core's W3C log into files.</summary>
    W3C,

    /// <summary>OpenTelemetry's SDK over ASP.NET Core's own activities, every request sampled, no exporter.</summary>
    OpenTelemetry,

    /// <summary>The same with the OTLP exporter over HTTP, to a collector that takes everything and keeps nothing.</summary>
    OpenTelemetryExport,

    /// <summary>One pipelined XADD a request through StackExchange.Redis, not waited for: what one writes first.</summary>
    EntryEach,
}
