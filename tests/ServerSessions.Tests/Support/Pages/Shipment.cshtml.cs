using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ServerSessions.Tests.Support.Pages;

/// <summary>A page whose handler reads a body.</summary>
public sealed class ShipmentModel : PageModel
{
    public IActionResult OnPost([FromBody] TestShipment shipment) => ModelState.IsValid ? new JsonResult(shipment.Boxes.Count) : BadRequest(ModelState);
}
