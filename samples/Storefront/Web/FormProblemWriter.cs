namespace Storefront.Web;

/// <summary>Answers a browser whose form did not validate with the form again; everyone else gets problem details.</summary>
internal sealed class FormProblemWriter : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) =>
        context.ProblemDetails is HttpValidationProblemDetails
        && Page(context) is not null
        && context.HttpContext.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var problem = (HttpValidationProblemDetails)context.ProblemDetails;
        context.HttpContext.Response.StatusCode = StatusCodes.Status400BadRequest;
        await Page(context)!.Render(context.HttpContext, problem.Errors).ExecuteAsync(context.HttpContext);
    }

    private static FormPage? Page(ProblemDetailsContext context) => context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<FormPage>();
}
