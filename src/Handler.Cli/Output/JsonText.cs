using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Handler.Protocol;

namespace Handler.Cli.Output;

/// <summary>Results as compact JSON. Pure.</summary>
internal static class JsonText
{
    // What is printed is no part of a web page: only what JSON needs is escaped.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An object of A2A 1.0.</summary>
    public static string Of<T>(T wire) => Encoding.UTF8.GetString(A2AJson.Write(wire));

    /// <summary>An object of this program's own.</summary>
    public static string Of(JsonObject own) => Of(writer => own.WriteTo(writer));

    /// <summary>What is written.</summary>
    public static string Of(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Plain))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }
}
