using Handler.Protocol.Errors;
using Handler.Tests.Architecture;

namespace Handler.Tests.Server.Transports.Rest;

/// <summary>docs/bindings.md shows what the code does.</summary>
public sealed class BindingDocsTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "bindings.md"));

    [Fact]
    public void The_table_of_errors_is_made_from_the_code()
    {
        var rows = Page.Split("<!-- errors -->\n")[1].Split('\n').Skip(2).TakeWhile(line => line.StartsWith('|'));

        rows.ShouldBe(A2AErrors.All.OrderByDescending(error => error.Code).ThenBy(error => error.Reason, StringComparer.Ordinal).Select(error =>
            $"| `{error.Reason}` | {(int)error.Code} | {error.V100.Http} `{error.V100.Grpc}` | {error.V101.Http} `{error.V101.Grpc}` |"), ignoreOrder: true);
    }

    [Fact]
    public async Task The_error_on_the_page_is_the_one_that_is_answered()
    {
        await using var host = await AgentHost.StartAsync();

        var error = await host.RefusedAsync("GET", "/tasks?pageSize=500");

        error["message"]!.ToString().ShouldBe("pageSize: is 500; it must be 1 to 100, 50 when left out.");
        Page.ShouldContain(error["message"]!.ToString());
    }
}
