namespace ServerSessions.Reports;

/// <summary>On routes that show or act on single sessions or users: a profile without them has no such route.</summary>
internal sealed class SingleSessionMetadata
{
    public static readonly SingleSessionMetadata Instance = new();
}
