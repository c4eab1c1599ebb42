using Microsoft.AspNetCore.Mvc;

namespace ServerSessions.Tests.Support;

[Route("mvc")]
public sealed class FormController : Controller
{
    [HttpPost("form")]
    public IActionResult Send(TestOrder order) => ModelState.IsValid ? Redirect("/") : View("/Support/Pages/Form.cshtml", order);

    [HttpPost("ignored")]
    public IActionResult Ignore(TestOrder order) => Redirect("/?" + order.Name);

    /// <summary>A login that answers what it took for the account.</summary>
    [HttpPost("sign-in")]
    public IActionResult Enter(TestLogin login) => new ContentResult { StatusCode = 401, Content = login.Email };
}
