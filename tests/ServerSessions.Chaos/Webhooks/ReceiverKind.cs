namespace ServerSessions.Chaos.Webhooks;

/// <summary>How a receiver behaves.</summary>
internal enum ReceiverKind
{
    /// <summary>Takes everything.</summary>
    Good,
    /// <summary>The first answer to each message is 500.</summary>
    Fails,
    /// <summary>The first answer to each message is 429 with Retry-After.</summary>
    Busy,
    /// <summary>The first answer to each message is a redirect.</summary>
    Redirects,
    /// <summary>Does not answer the first attempt of each message.</summary>
    Hangs,
    /// <summary>Cuts the connection of the first attempt of each message.</summary>
    Cuts,
    /// <summary>Takes everything, each message after a fifth of the time that it has.</summary>
    Slow,
    /// <summary>Answers 410 to everything.</summary>
    Gone,
}
