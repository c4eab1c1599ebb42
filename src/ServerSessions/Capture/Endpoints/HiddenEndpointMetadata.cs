namespace ServerSessions.Capture.Endpoints;

/// <summary>Marks the endpoints that are hidden from those who may not see them.</summary>
internal sealed class HiddenEndpointMetadata;
