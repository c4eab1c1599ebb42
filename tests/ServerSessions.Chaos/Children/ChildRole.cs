namespace ServerSessions.Chaos.Children;

internal enum ChildRole
{
    /// <summary>Reads what is stored, in the harness itself.</summary>
    Reader,
    /// <summary>Rolls partitions and nothing else.</summary>
    Worker,
    /// <summary>Delivers alerts and nothing else.</summary>
    Sender,
    /// <summary>Puts events into the product's queue and lets its flusher send them.</summary>
    Producer,
    /// <summary>A web application that captures, for load over HTTP.</summary>
    Web,
    /// <summary>A web application in which people sign in and have pages of their own.</summary>
    People,
}
