using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;

namespace ServerSessions.Capture.Observers;

/// <summary>
/// Sees the failing fields of MVC and Razor Pages, also where a filter answered in the action's place, and the bound arguments of a
/// login action.
/// </summary>
internal sealed class ObservingModelStateFilter : IAlwaysRunResultFilter, IActionFilter
{
    public void OnActionExecuting(ActionExecutingContext context) => BoundAccount.Note(context.HttpContext, context.ActionArguments);

    public void OnActionExecuted(ActionExecutedContext context)
    {
    }

    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.ModelState.IsValid || HttpMethods.IsGet(context.HttpContext.Request.Method)
            || context.HttpContext.Features.Get<Visit>() is not { } visit)
            return;
        visit.Invalid(context.ModelState.Where(entry => entry.Value?.Errors.Count > 0).Select(entry => entry.Key));
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
