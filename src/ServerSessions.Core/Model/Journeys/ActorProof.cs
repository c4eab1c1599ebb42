namespace ServerSessions.Model;

/// <summary>What verifies the name that a client claims.</summary>
internal enum ActorProof : byte
{
    None,
    PublishedRange,
    SignedRequest,
}
