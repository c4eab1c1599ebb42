namespace ServerSessions.Model;

/// <summary>How the name that a client claims is verified.</summary>
internal enum ActorProof : byte
{
    None,
    PublishedRange,
    SignedRequest,
}
