using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServerSessions.Dashboard.Navigation;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

/// <summary>
/// Renders a page completely before the first byte is sent, so that a failure gives an error status and a missing session a 404.
/// With a path, a view that can be shared has a form for it. It uses <see cref="HtmlRenderer"/>, not RazorComponentResult, which would add services to the application and share state with its Blazor.
/// </summary>
internal sealed class PageResult(IPageSource source, PageLinks links, string? path = null) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var view = await LoadAsync(httpContext);
        var page = Encoding.UTF8.GetBytes(await RenderAsync(httpContext.RequestServices, view, SessionAdminAccess.Of(httpContext)));
        page = PageCompression.Apply(httpContext, page);
        var response = httpContext.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = page.Length;
        PageHeaders.Write(response.Headers, view.HasFrame);
        if (!HttpMethods.IsHead(httpContext.Request.Method))
            await response.Body.WriteAsync(page, httpContext.RequestAborted);
    }

    private async ValueTask<View> LoadAsync(HttpContext context)
    {
        View view;
        try
        {
            view = await source.LoadAsync(context, links);
        }
        catch (ArgumentException refused)
        {
            view = View.BadRequest(NavigationGroups.SectionAt(links), refused.Message) with { Here = PageQuery.Typed(context, links.Own) };
        }
        context.Response.StatusCode = view.Status;
        var access = SessionAdminAccess.Of(context);
        if (path is not null && view.Status == StatusCodes.Status200OK && access.Defines && context.RequestServices.GetService<ISessionShares>()?.Includes(path) == true)
            view = view with { Shared = new ShareForm(path, context.Request.QueryString.Value ?? ""), Token = view.Token ?? FormToken.Of(context) };
        return view.For(access);
    }

    private async Task<string> RenderAsync(IServiceProvider services, View view, SessionAdminAccess access)
    {
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(PageRoot.View)] = view,
            [nameof(PageRoot.Links)] = links,
            [nameof(PageRoot.Access)] = access,
        });
        return await renderer.Dispatcher.InvokeAsync(
            async () => (await renderer.RenderComponentAsync<PageRoot>(parameters)).ToHtmlString());
    }
}
