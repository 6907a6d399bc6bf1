using System.Text.Json.Nodes;

namespace Handler.Tests.Mcp;

/// <summary>What a tool answered.</summary>
internal sealed class ToolRun
{
    public ToolRun(JsonNode result)
    {
        IsError = (bool?)result["isError"] ?? false;
        Text = (string)result["content"]!.AsArray().ShouldHaveSingleItem()!["text"]!;
        Structured = result["structuredContent"];
    }

    public bool IsError { get; }

    public string Text { get; }

    public JsonNode? Structured { get; }

    /// <summary>The structured content, which the text repeats.</summary>
    public JsonNode Result
    {
        get
        {
            IsError.ShouldBeFalse(Text);
            JsonNode.DeepEquals(JsonNode.Parse(Text), Structured).ShouldBeTrue(Text);
            return Structured!;
        }
    }

    /// <summary>The text of a failure, which has no structured content.</summary>
    public string Failure
    {
        get
        {
            IsError.ShouldBeTrue(Text);
            Structured.ShouldBeNull();
            return Text;
        }
    }
}
