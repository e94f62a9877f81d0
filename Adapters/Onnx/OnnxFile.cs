using RedKube.Core.Errors;

namespace RedKube.Adapters.Onnx;

/// <summary>
/// Walks an ONNX file (protocol buffers, onnx.proto3) without reading its weights: shows that it is whole and finds the files that hold weights kept
/// outside. Field numbers are those of onnx.proto3.
/// </summary>
internal sealed class OnnxFile
{
    private const int MostDepth = 32;

    private readonly string path;
    private readonly FileStream stream;
    private readonly SortedSet<string> locations = new(StringComparer.Ordinal);
    private bool hasGraph;

    private OnnxFile(string path, FileStream stream)
    {
        this.path = path;
        this.stream = stream;
    }

    private enum Message
    {
        Skip,
        Model,
        Graph,
        Node,
        Attribute,
        Tensor,
        ExternalData,
        Function,
        SparseTensor,
    }

    /// <summary>Names of the files beside the model that hold its weights, sorted; most models have none.</summary>
    /// <param name="path">The .onnx file.</param>
    /// <exception cref="RedKubeException">RK3001, RK3002.</exception>
    public static IReadOnlyCollection<string> ExternalData(string path)
    {
        try
        {
            using var opened = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            var file = new OnnxFile(path, opened);
            file.Walk(Message.Model, opened.Length, 0);
            return file.hasGraph ? file.locations : throw file.Broken("it holds no graph");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new RedKubeException(ErrorCode.ModelNotFound, $"There is no model {path}. Give a file, a URL that ends in .onnx, or the name of an installed model.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RedKubeException(ErrorCode.ModelUnreadable, $"The model {path} cannot be read: {e.Message}", e);
        }
    }

    private void Walk(Message message, long end, int depth)
    {
        if (depth > MostDepth)
        {
            throw Broken("it is nested too deeply");
        }

        while (stream.Position < end)
        {
            var tag = Varint(end);
            switch (tag & 7)
            {
                case 0:
                    Varint(end);
                    break;
                case 1:
                    Seek(8, end);
                    break;
                case 2:
                    Field(message, (int)(tag >> 3), Length(end), depth);
                    break;
                case 5:
                    Seek(4, end);
                    break;
                default:
                    throw Broken($"byte {stream.Position - 1} starts no field");
            }
        }
    }

    private void Field(Message message, int field, long length, int depth)
    {
        var end = stream.Position + length;
        var inner = Inner(message, field);
        hasGraph |= message == Message.Model && field == 7;
        if (inner == Message.ExternalData)
        {
            Entry(end);
        }
        else if (inner != Message.Skip)
        {
            Walk(inner, end, depth + 1);
        }

        stream.Position = end;
    }

    private static Message Inner(Message message, int field) => (message, field) switch
    {
        (Message.Model, 7) => Message.Graph,
        (Message.Model, 25) => Message.Function,
        (Message.Graph, 1) or (Message.Function, 7) => Message.Node,
        (Message.Graph, 5) => Message.Tensor,
        (Message.Graph, 15) or (Message.Attribute, 22) => Message.SparseTensor,
        (Message.SparseTensor, 1 or 2) => Message.Tensor,
        (Message.Node, 5) => Message.Attribute,
        (Message.Attribute, 5 or 10) => Message.Tensor,
        (Message.Attribute, 6 or 11) => Message.Graph,
        (Message.Tensor, 13) => Message.ExternalData,
        _ => Message.Skip,
    };

    // A pair of key (1) and value (2); "location" names the file.
    private void Entry(long end)
    {
        string key = "", value = "";
        while (stream.Position < end)
        {
            var tag = Varint(end);
            if ((tag & 7) != 2)
            {
                throw Broken($"byte {stream.Position - 1} starts no text");
            }

            var bytes = new byte[Math.Min(Length(end), 1 << 16)];
            stream.ReadExactly(bytes);
            var text = System.Text.Encoding.UTF8.GetString(bytes);
            (key, value) = tag >> 3 == 1 ? (text, value) : (key, text);
        }

        if (key == "location" && value.Length > 0)
        {
            locations.Add(value);
        }
    }

    private long Length(long end)
    {
        var length = Varint(end);
        return length <= (ulong)(end - stream.Position)
            ? (long)length
            : throw Broken($"at byte {stream.Position} {length} bytes are announced, {end - stream.Position} follow; the file is cut off or damaged");
    }

    private void Seek(long bytes, long end)
    {
        if (bytes > end - stream.Position)
        {
            throw Broken("the file is cut off or damaged");
        }

        stream.Position += bytes;
    }

    private ulong Varint(long end)
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = stream.Position < end ? stream.ReadByte() : -1;
            if (next < 0)
            {
                throw Broken("the file is cut off or damaged");
            }

            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Broken($"byte {stream.Position - 1} is in no number");
    }

    private RedKubeException Broken(string why) =>
        new(ErrorCode.ModelUnreadable, $"{path} ({stream.Length:N0} bytes) is no whole ONNX model: {why}. Export it to ONNX again or copy it anew.");
}
