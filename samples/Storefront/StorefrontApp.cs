namespace Storefront;

/// <summary>Names this application's assembly, for <c>WebApplicationFactory&lt;StorefrontApp&gt;</c>.</summary>
public sealed class StorefrontApp;
