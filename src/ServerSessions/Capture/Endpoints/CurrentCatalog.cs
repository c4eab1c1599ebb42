using ServerSessions.Model;

namespace ServerSessions.Capture.Endpoints;

/// <summary>The endpoint catalogue that this process records under.</summary>
internal sealed class CurrentCatalog
{
    private volatile EndpointCatalog _catalog = EndpointCatalog.Empty;

    public EndpointCatalog Catalog
    {
        get => _catalog;
        set => _catalog = value;
    }

    public string Version => _catalog.Version;
}
