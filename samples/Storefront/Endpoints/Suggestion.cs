namespace Storefront.Endpoints;

internal sealed record Suggestion(string Name, string Url, string Price);
