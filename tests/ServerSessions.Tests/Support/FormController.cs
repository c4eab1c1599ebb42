using Microsoft.AspNetCore.Mvc;

namespace ServerSessions.Tests.Support;

[Route("mvc")]
public sealed class FormController : Controller
{
    [HttpPost("form")]
    public IActionResult Send(TestOrder order) => ModelState.IsValid ? Redirect("/") : View("/Support/Pages/Form.cshtml", order);

    [HttpPost("ignored")]
    public IActionResult Ignore(TestOrder order) => Redirect("/?" + order.Name);
}
