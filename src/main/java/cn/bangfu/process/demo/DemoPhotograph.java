package cn.bangfu.process.demo;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** A coloured pattern in place of a photograph: the same for the same name, like no other for another. */
final class DemoPhotograph {

    private static final int WIDTH = 960;
    private static final int HEIGHT = 720;
    private static final int TILE = 120;

    private DemoPhotograph() {}

    static byte[] jpeg(String name) throws IOException {
        var chance = new Random(name.hashCode());
        var picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var pen = picture.createGraphics();
        for (var x = 0; x < WIDTH; x += TILE) {
            for (var y = 0; y < HEIGHT; y += TILE) {
                pen.setColor(Color.getHSBColor(chance.nextFloat(), 0.3f, 0.3f + 0.6f * chance.nextFloat()));
                pen.fillRect(x, y, TILE, TILE);
            }
        }
        pen.dispose();
        var file = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpg", file);
        return file.toByteArray();
    }
}
