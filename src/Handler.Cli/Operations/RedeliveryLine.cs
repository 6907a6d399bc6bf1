using System.Text.Json.Nodes;
using Handler.Cli.Output;

namespace Handler.Cli.Operations;

/// <summary>What became of a delivery that was sent again, as a line. Pure.</summary>
internal static class RedeliveryLine
{
    public static string Of(JsonObject redelivery)
    {
        var attempt = redelivery.Object("attempt");
        var sentAs = redelivery.Text("sentAs") is { } sent && sent != redelivery.Text("id") ? $", sent as {sent}" : "";
        return WireText.Line(redelivery.Text("outcome") switch
        {
            "delivered" => $"Delivered: {redelivery.Text("id")} ({DeliveryTable.Answer(attempt)}){sentAs}",
            "failed" => $"Failed: {redelivery.Text("id")} ({DeliveryTable.Answer(attempt)}){sentAs}. {attempt?.Text("detail")}".TrimEnd(),
            _ => $"Refused: {redelivery.Text("id")}. {redelivery.Text("detail")}",
        });
    }
}
