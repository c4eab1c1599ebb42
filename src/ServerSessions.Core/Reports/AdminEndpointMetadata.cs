namespace ServerSessions.Reports;

/// <summary>Marks the admin endpoints, so that the start can check that something protects them.</summary>
internal sealed class AdminEndpointMetadata;
