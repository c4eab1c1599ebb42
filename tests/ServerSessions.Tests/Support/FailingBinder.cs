using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace ServerSessions.Tests.Support;

/// <summary>A binder of the application that puts what it read from the body into the key of its error.</summary>
internal sealed class FailingBinder : IModelBinder
{
    public async Task BindModelAsync(ModelBindingContext bindingContext)
    {
        using var reader = new StreamReader(bindingContext.HttpContext.Request.Body);
        bindingContext.ModelState.AddModelError(await reader.ReadToEndAsync(), "wrong");
    }
}
