namespace ServerSessions.Capture.Endpoints;

/// <summary>
/// Marks an endpoint of this library, such as the page of consent. Its requests are steps as any other, and rules see them; for the person they are no place to
/// continue at, no task, no area, no feature and no likely next step.
/// </summary>
internal sealed class LibraryEndpointMetadata
{
    public static LibraryEndpointMetadata Instance { get; } = new();

    private LibraryEndpointMetadata()
    {
    }
}
