namespace ServerSessions.Storage;

internal enum OutboxKind : byte
{
    /// <summary>A batch of events for another partition: <c>Target</c> is the partition, the payload an event batch.</summary>
    Signals,
    /// <summary>An alert to deliver: the payload is its encoded form.</summary>
    Alert,
    /// <summary>Sessions to add to the index of their users: the payload is a list of (user, id).</summary>
    UserIndex,
    /// <summary>A session to respond to: the payload is its encoded form.</summary>
    Candidate,
    /// <summary>An alert about a source that only answers for what rules about persons found in induced requests: the payload is its encoded form.</summary>
    AlertOfPersons,
    /// <summary>What sessions report to the memories of their people: the payload is a list of reports.</summary>
    Progress,
}
