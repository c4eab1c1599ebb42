using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ServerSessions.Capture.Observers;

/// <summary>
/// Sees the failing fields of MVC and Razor Pages, also where a filter answered in the action's place, and the bound arguments of a
/// login action.
/// </summary>
internal sealed class ObservingModelStateFilter : IAlwaysRunResultFilter, IActionFilter, IPageFilter
{
    public void OnActionExecuting(ActionExecutingContext context) => BoundAccount.Note(context.HttpContext, context.ActionArguments, context.ModelState);

    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context) => BoundAccount.Note(context.HttpContext, context.HandlerArguments, context.ModelState);

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
    }

    public void OnActionExecuted(ActionExecutedContext context)
    {
    }

    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (!context.ModelState.IsValid && IsRefusal(context) && Visit.Of(context.HttpContext) is { } visit)
            visit.Try(context, static (visit, context) => visit.Invalid(FailingFields.Keep(
                context.ModelState.Where(entry => entry.Value?.Errors.Count > 0).Select(entry => entry.Key), DeclaredNames.Of(context.ActionDescriptor))));
    }

    // An invalid model alone says little: a page with two forms has one whenever the other is sent, and the first GET of a form too.
    // What counts is that the input was refused, or the form shown again.
    private static bool IsRefusal(ResultExecutingContext context) => context.Result switch
    {
        IStatusCodeActionResult { StatusCode: >= 400 } => true,
        ViewResult or PartialViewResult or ViewComponentResult or PageResult => !HttpMethods.IsGet(context.HttpContext.Request.Method),
        _ => false,
    };

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
