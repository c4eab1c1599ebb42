namespace Storefront.Web;

/// <summary>Endpoint metadata: how the form looks when its input was refused.</summary>
internal sealed record FormPage(Func<HttpContext, IDictionary<string, string[]>, IResult> Render);
